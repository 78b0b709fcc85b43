# Runs the benchmarks, which are a jar of their own. Sourced by scripts/haios.

bench_jar=$repository/bench/target/bench.jar

run_bench() {
  case " $* " in
    *" -h "* | *" --help "*) [ -f "$bench_jar" ] || build_fleet_when_stale ;;
    *) build_fleet_when_stale ;;
  esac
  # A young generation that is large enough for a turn: its collection would show as latency of others.
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xms384m -Xmx384m -Xmn256m -Dhaios.repository="$repository" \
    -Dhaios.command="$repository/scripts/haios" -jar "$bench_jar" "$@"
}
