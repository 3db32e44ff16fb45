"""What the receivers keep. `manage.py migrate --run-syncdb` creates the tables."""

from django.db import models


class Job(models.Model):
    id = models.TextField(primary_key=True)
    status = models.TextField()


class Transcript(models.Model):
    transcript_id = models.TextField(null=True)
    status = models.TextField()
    customer = models.TextField(null=True)


class Event(models.Model):
    body = models.JSONField()
