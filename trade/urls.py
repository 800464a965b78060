from django.urls import path

app_name = "trade"

urlpatterns: list[path] = []
