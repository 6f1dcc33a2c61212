"""The site: pages, feeds and an API over what is stored. Importing this package is cheap; FastAPI is imported when it is built."""
