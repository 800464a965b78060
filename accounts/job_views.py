"""Pages of long work: what I have started, and how far one piece of it is."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import Job
from common.lists import PAGE_SIZE


def jobs(request):
    mine = Job.objects.of(request.user).newest_first()
    page_obj = Paginator(mine, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/job_list.html", {"page_obj": page_obj})


def job(request, public_id):
    """Show how far it is; who watched it to its good end is led to the result."""
    visible = Job.objects.visible_to(request.user).select_related("made_by")
    job = get_object_or_404(visible, public_id=public_id)
    if request.method == "POST":
        _act(request, job)
        return redirect(job)
    if "watched" in request.GET and job.is_done and job.subject:
        return redirect(job.subject)
    return render(request, "accounts/job_detail.html", {"job": job})


def _act(request, job):
    if "cancel" in request.POST:
        job.cancel()
    elif "restart" in request.POST and not job.restart():
        messages.info(request, _("It was not started again: its state has changed meanwhile."))
