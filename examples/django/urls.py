from django.urls import path
from views import receive, webhooks

urlpatterns = [path(webhook.provider, receive, {"webhook": webhook}) for webhook in webhooks]
