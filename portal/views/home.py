from django.shortcuts import render

from portal.home_board import board_for


def home(request):
    return render(request, "portal/home.html", {"board": board_for(request.user)})
