"""How an election travels through the site, told to a member."""

from django.views.generic import TemplateView

view = TemplateView.as_view(template_name="pages/how_it_works.html")
