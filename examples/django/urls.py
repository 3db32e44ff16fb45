from django.urls import path
from views import views

urlpatterns = [path(provider, view) for provider, view in views.items()]
