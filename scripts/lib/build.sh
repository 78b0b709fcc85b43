# Builds jars, and only when that is needed. Sourced by scripts/haios.

build_state=$repository/artifacts/build
build_log=$repository/artifacts/logs/build.log
cli_jar=$repository/haios-cli/target/haios-cli.jar
cli_cache=$build_state/haios-cli.aot

build_fleet_when_stale() {
  fleet_is_stale || return 0
  wait_for_other_build
  if fleet_is_stale; then build "the fleet" "$build_state/fleet.stamp"; fi
  let_others_build
}

build_cli_when_missing() {
  [ ! -f "$cli_jar" ] || return 0
  wait_for_other_build
  if [ ! -f "$cli_jar" ]; then build "the command line" "$build_state/cli.stamp" -pl haios-cli -am; fi
  let_others_build
}

# Stale: never built, a jar is gone, or a source, resource or pom changed after the last build began. A deleted
# source shows as a newer folder.
fleet_is_stale() {
  [ -f "$build_state/fleet.stamp" ] && [ -f "$cli_jar" ] || return 0
  local pom module
  for pom in "$repository"/*/pom.xml; do
    module=$(dirname "$pom")
    [ ! -d "$module/src/main" ] || ls "$module"/target/*.jar >/dev/null 2>&1 || return 0
  done
  [ -n "$(find "$repository"/pom.xml "$repository"/.mvn "$repository"/*/pom.xml "$repository"/*/src/main \
    "$repository"/*/*.schema.json -newer "$build_state/fleet.stamp" -print -quit 2>/dev/null)" ]
}

# Two builds at once would write the same files.
wait_for_other_build() {
  mkdir -p "$build_state"
  command -v flock >/dev/null 2>&1 || return 0
  exec 9>"$build_state/lock"
  flock -n 9 || { say "waiting for another build to finish" && flock 9; }
}

# Also keeps the lock from being inherited by the CLI.
let_others_build() { exec 9>&-; }

build() {
  local what=$1 stamp=$2 started=$SECONDS
  shift 2
  mkdir -p "$build_state" "$(dirname "$build_log")"
  touch "$stamp.new" # before the build, so that an edit made meanwhile counts as newer
  say "building $what (the first time takes minutes; log: $build_log)"
  local ticker=""
  if [ -t 2 ]; then
    tick "$started" &
    ticker=$!
    trap "kill $ticker 2>/dev/null || true" EXIT
  fi
  # Tests are compiled, not run: services use the kit's test jar. Format and coverage are the gate's business.
  local status=0
  (cd "$repository" && ./mvnw -B -ntp -T2 package -DskipTests -Djacoco.skip=true -Dspotless.check.skip=true "$@") \
    </dev/null >"$build_log" 2>&1 9>&- || status=$?
  if [ -n "$ticker" ]; then
    kill "$ticker" 2>/dev/null || true
    trap - EXIT
    printf '\r\033[K' >&2
  fi
  if [ "$status" = 0 ]; then
    mv "$stamp.new" "$stamp"
    train_cli
    say "built in $((SECONDS - started)) s"
  else
    rm -f "$stamp.new"
    grep -E '^\[(ERROR|WARNING)\] ' "$build_log" | tail -n 20 >&2 || tail -n 20 "$build_log" >&2
    say "the build failed; the whole log is $build_log"
    exit 3
  fi
}

# On a terminal a line shows that the build goes on, and where it is.
tick() {
  local module
  while sleep 1; do
    module=$(sed -n 's/^\[INFO\] Building \(.*[^ ]\)  *\(\[[0-9/]*\]\)$/\2 \1/p' "$build_log" 2>/dev/null | tail -n 1)
    printf '\r\033[K  %s s  %s' "$((SECONDS - $1))" "$module" >&2
  done
}

# The CLI starts from a cache of its classes, linked. One command that calls services and prints JSON loads most of them.
# The JVM ignores a cache that does not fit it or the jar, and so does a start while it is being made.
train_cli() {
  rm -f "$cli_cache"
  (exec_cli -XX:AOTCacheOutput="$cli_cache.new" -jar "$cli_jar" status --json) 9>&- >/dev/null 2>&1 || true
  [ ! -f "$cli_cache.new" ] || mv "$cli_cache.new" "$cli_cache"
}

# The JVM's notes about caches are no business of the user.
exec_cli() {
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m \
    -Xlog:disable -Xlog:all=off -Dhaios.repository="$repository" "$@"
}
