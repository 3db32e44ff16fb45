from django.urls import path
from django.views.decorators.http import require_POST
from views import receive, webhooks

urlpatterns = [path(webhook.provider, require_POST(receive), {"webhook": webhook}) for webhook in webhooks]
