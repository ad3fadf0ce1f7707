"""The newsroom's pages, behind sign-in: real forms first, htmx on top, never kept by any cache."""
