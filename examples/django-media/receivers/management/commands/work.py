"""`manage.py work`: works on Connect's events, for as long as it runs."""

import time

from django.core.management.base import BaseCommand

from receivers.connect import work


class Command(BaseCommand):
    def handle(self, *args, **options):
        while True:
            work()
            time.sleep(1)
