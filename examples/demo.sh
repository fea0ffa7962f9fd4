#!/bin/sh
# The main job, on a repository made for it: hooks refuse, repair and accept; learnings become files.
set -eu

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT INT TERM
for name in $(env | sed -n 's/^\(GIT_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
export HOME="$home" XDG_CONFIG_HOME="$home/.config" GIT_CONFIG_NOSYSTEM=1 GIT_EDITOR=false NO_COLOR=1
git config --global user.name Demo
git config --global user.email demo@example.invalid
git config --global init.defaultBranch main

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() {
	printf '$'
	for word in "$@"; do
		case $word in
		-m) printf ' \\\n    -m' ;;
		*' '*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	printf '\n'
	"$@" 2>&1 | sed 's/^/  /'
}
commit() {
	file=$1 subject=$2 context=$3 learning=$4
	echo "$subject" >>"$file"
	git add "$file"
	git commit --quiet -m "$subject" -m "Intent: keep ${file%.*} right when its surroundings are not" \
		-m "Context: $context" -m "Learning: $learning" -m "Solution: checked the value where it enters" \
		-m "Impact: one class of support cases gone" 2>/dev/null
}

say '1. Set a repository up'
mkdir "$home/shop" && cd "$home/shop"
run git init --quiet
run agentops-git init --native
git add -A
git commit --quiet -F .git/agentops/first-message

say '2. A commit that says nothing is refused'
echo 'timeout = 30' >config.ini && git add config.ini
run git commit -m 'fix bug' || true

say '3. One -m a trailer: git sees only the last one, so the hook repairs it'
run git commit --quiet -m 'fix(config): give every request a timeout' \
	-m 'Intent: a dead peer must not hold a worker for ever' \
	-m 'Context: three workers hung in the night behind a silent proxy' \
	-m 'Learning: a call without a timeout is a bug, whatever its peer promises' \
	-m 'Improvement: read the timeout from the service catalogue (impact 7, effort 2)' \
	-m 'Closes #12'
run git log -1 --format='%(trailers)'

say '4. The same lesson, learned twice more'
commit mail.ini 'fix(mail): bound the wait for the relay' 'the queue stood still behind one relay' \
	'A call without a timeout is a bug, whatever its peer promises.'
commit search.ini 'fix(search): stop waiting for a dead shard' 'one shard held every query' \
	'a call without a timeout is a bug whatever the peer promises'
run git log --oneline

say '5. Mine it'
run agentops-git learnings --write
for file in patterns/a-*.md; do run cat "$file"; done
run cat BACKLOG.md

say '6. Ask it before the next piece of work'
run agentops-git recall 'ask the tax service for a rate' --path search.ini
run agentops-git route 'the checkout hangs since the upgrade'
