from django.http import HttpResponse


def agreements(request):
    return HttpResponse("")
