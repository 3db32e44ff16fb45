from django.urls import path
from receivers.assemblyai import assemblyai
from receivers.connect import connect
from receivers.transcodely import transcodely
from receivers.transloadit import transloadit

urlpatterns = [
    path("assemblyai", assemblyai),
    path("connect", connect),
    path("transcodely", transcodely),
    path("transloadit", transloadit),
]
