# Looks for secrets in the files git tracks, so that none is committed unnoticed. Sourced by scripts/lib/test.sh.

secret_scanner=$repository/artifacts/tools/secretlint
secret_rules=$repository/config/checks/secretlint

# Keys that say themselves what they are: AWS; OpenAI and Anthropic; Google; GitHub; Slack; Hugging Face; npm; age; PEM.
known_keys=(
  -e '(^|[^A-Za-z0-9])A(KI|SI)A[A-Z0-9]{16}([^A-Za-z0-9]|$)'
  -e '(^|[^A-Za-z0-9_-])sk-[A-Za-z0-9_-]{32,}'
  -e '(^|[^A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}'
  -e '(^|[^A-Za-z0-9])(gh[opsur]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50})'
  -e '(^|[^A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{20}'
  -e '(^|[^A-Za-z0-9])(hf_[A-Za-z0-9]{34}|npm_[A-Za-z0-9]{36})'
  -e 'AGE-SECRET-KEY-1[A-Z0-9]{50}'
  -e '-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----'
)

# Fails when a tracked file of the current folder, text or not, holds such a key, and names the file. Needs nothing but git.
find_known_keys() {
  local status=0
  git grep --no-color -acE "${known_keys[@]}" || status=$?
  case $status in
    1) return 0 ;; # nothing found
    0) say "each file above holds that many lines with a key" ;;
    *) say "git could not search for keys" ;;
  esac
  return 1
}

# The tool knows more kinds, and values that only their name gives away. It is pinned by its lock file, runs no scripts of
# its packages, and works offline once it is here.
install_secret_scanner() {
  cmp -s "$secret_rules/package-lock.json" "$secret_scanner/package-lock.json" &&
    [ -x "$secret_scanner/node_modules/.bin/secretlint" ] && return 0
  command -v npm >/dev/null 2>&1 || return 1
  say "installing secretlint (no secret may be committed)"
  rm -rf "$secret_scanner" && mkdir -p "$secret_scanner"
  cp "$secret_rules/package.json" "$secret_rules/package-lock.json" "$secret_scanner/"
  (cd "$secret_scanner" &&
    npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error) >/dev/null
}

# Fails when a tracked text file of the current folder holds what looks like a secret.
scan_for_secrets() {
  git grep -lzI '' | xargs -0 "$secret_scanner/node_modules/.bin/secretlint" --no-glob --no-color \
    --secretlintrc "$secret_rules/.secretlintrc.json"
}

check_for_secrets() {
  if ! git -C "$repository" rev-parse --git-dir >/dev/null 2>&1; then
    say "SKIPPED the search for secrets: this is no git clone"
    return 0
  fi
  local status=0
  (cd "$repository" && find_known_keys) || status=1
  if install_secret_scanner; then
    (cd "$repository" && scan_for_secrets) || status=1
  else
    say "SKIPPED a part of the search for secrets: npm is missing or could not fetch secretlint"
  fi
  [ "$status" = 0 ] || say "something above looks like a secret; remove it, and replace it where it was used"
  return "$status"
}
