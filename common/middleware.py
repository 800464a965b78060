"""What every request passes: an id, security headers, compression, no control characters."""

import uuid

from django.conf import settings
from django.http import HttpResponseBadRequest
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string

from common import context

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Tabler's style sheet draws its check marks and arrows from data: pictures.
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def request_context(get_response):
    """Give the request an id and make it known to whoever acts on its behalf."""

    def middleware(request):
        request.request_id = uuid.uuid4().hex
        token = context.set_request(request)
        try:
            response = get_response(request)
        finally:
            context.forget_request(token)
        response["X-Request-Id"] = request.request_id
        return response

    return middleware


def security_headers(get_response):
    """Send the strict policy with every page and keep signed-in pages out of caches."""

    def middleware(request):
        response = get_response(request)
        response.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class CompressedText(GZipMiddleware):
    """Compress pages and tables; documents and workbooks are compressed in themselves.

    GZipMiddleware adds random bytes to each answer, and the token of a form differs each time:
    the length of a page tells nothing about what is in it.
    """

    kinds = ("text/", "application/json", "image/svg+xml")

    def process_response(self, request, response):
        if not response.get("Content-Type", "").startswith(self.kinds):
            return response
        return super().process_response(request, response)


def refuse_control_characters(get_response):
    """Answer 400 to NUL in path or query: PostgreSQL can not store it and would raise."""

    def middleware(request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(render_to_string("400.html"))
        return get_response(request)

    return middleware
