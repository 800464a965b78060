"""Documents on paper: what they hold as plain data (content), as a PDF (pdf), as a DOCX (docx)."""

from common.documents.content import (
    Approval,
    Document,
    Face,
    Line,
    Link,
    Row,
    Section,
    Table,
    Text,
)
from common.documents.docx import docx_of
from common.documents.pdf import pdf_of

__all__ = [
    "Approval",
    "Document",
    "Face",
    "Line",
    "Link",
    "Row",
    "Section",
    "Table",
    "Text",
    "docx_of",
    "pdf_of",
]
