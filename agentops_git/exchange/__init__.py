"""Exchange of notes with remotes: one fetch, a merge that loses nothing, a push unforced."""
