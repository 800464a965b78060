"""QR codes as pictures of one path, which every format can draw."""

from base64 import b64encode

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from common.typesetting import png_of

QUIET = 4


def qr_svg(text):
    """Return the code as SVG, black on white with the quiet zone around it."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    side = len(rows)
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )


def qr_png(text):
    """Return the same as the bytes of a PNG."""
    return png_of(qr_svg(text))


def qr_data(text):
    """Return the same as an address that holds all of the picture, for a page."""
    return f"data:image/svg+xml;base64,{b64encode(qr_svg(text).encode()).decode()}"
