# The doors of the project; the work is in scripts/.

.PHONY: help demo test lint e2e peers bench fmt screenshots api guide large-file

help: ## This list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):[^#]*## /  make \1\t/' | expand -t 22

demo: ## Build and run Wardrobe with its sandbox; PORT=8334 and ARGS="…" may be given
	@scripts/demo $(if $(PORT),--listen 127.0.0.1:$(PORT)) $(ARGS)

test: ## Everything a change must pass
	@scripts/test

lint: ## Formatting and static checks only
	@scripts/test lint

e2e: ## Only the end-to-end tests in Chromium; ARGS="files" picks some
	@scripts/test e2e -- $(ARGS)

peers: ## Only the stories with other people's clients and servers; ARGS="-k rclone" picks some
	@scripts/test peers -- $(ARGS)

bench: ## Us and the peers side by side, with the release binary
	@scripts/bench $(ARGS)

large-file: ## A 1 GiB file up and down, its SHA-256, and the server's memory
	@scripts/large-file $(ARGS)

fmt: ## Format everything
	@scripts/fmt

screenshots: ## Take the pictures of the documentation anew
	@scripts/screenshots

api: ## Write openapi.json and the web's types from the server's handlers
	@scripts/api

guide: ## Write the guide to refusals from the table that the code is tested with
	@scripts/guide
