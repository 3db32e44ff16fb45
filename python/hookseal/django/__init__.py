"""Receives webhooks in Django, over WSGI and ASGI, in sync and async views, and in Django REST framework.

```python
from hookseal.django import webhook

@webhook("transcodely", settings.TRANSCODELY_SECRET)
def receive(request, delivery):
    return HttpResponse("handled " + delivery.variant)
```

`hookseal.django.replay` has stores for the option `replay`; the one that keeps a table is the app "hookseal.django".
"""

from .class_based import WebhookView
from .decorator import webhook

__all__ = ["WebhookView", "webhook"]
