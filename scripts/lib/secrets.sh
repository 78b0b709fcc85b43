# Looks for secrets in the files git tracks, so that none is committed unnoticed. Sourced by scripts/lib/test.sh.

secret_scanner=$repository/artifacts/tools/secretlint
secret_rules=$repository/config/checks/secretlint

# The tool is pinned by its lock file, runs no scripts of its packages, and works offline once it is here.
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
  elif ! install_secret_scanner; then
    say "SKIPPED the search for secrets: npm is missing or could not fetch secretlint"
  else
    (cd "$repository" && scan_for_secrets) || {
      say "something above looks like a secret; remove it, and replace it where it was used"
      return 1
    }
  fi
}
