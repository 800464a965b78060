from django.shortcuts import get_object_or_404, render

from regions.models import Place


def regions(request):
    return render(request, "portal/regions.html", {})


def place(request, code, template_name="portal/place.html"):
    shown = get_object_or_404(Place.objects.with_code(code))
    return render(request, template_name, {"place": shown})


def pair(request, code, other, template_name="portal/pair.html"):
    context = {
        "place": get_object_or_404(Place.objects.with_code(code)),
        "other": get_object_or_404(Place.objects.with_code(other)),
    }
    return render(request, template_name, context)
