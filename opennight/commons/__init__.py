"""The commons: what the published nights of this server say, to be found by strangers (docs/commons.md)."""
