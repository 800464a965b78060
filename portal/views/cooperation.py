from django.shortcuts import render


def gaps(request):
    return render(request, "portal/gaps.html", {})
