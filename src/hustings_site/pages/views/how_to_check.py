"""How a stranger checks a result without trusting this site."""

from django.views.generic import TemplateView

view = TemplateView.as_view(template_name="pages/how_to_check.html")
