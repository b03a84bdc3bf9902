"""Documents for a browser: plan.html, slides.html and diff.html, by nbconvert with templates of our own."""
