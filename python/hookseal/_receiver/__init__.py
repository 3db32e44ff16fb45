"""What happens to a request, once for all frameworks. The adapters fetch its parts and hand the answer out."""
