from django.http import HttpResponse


def visits(request):
    return HttpResponse("")
