# The gate: installs what tests need, runs the Maven build with every check, and adds up what ran. Sourced by
# scripts/haios.

run_tests() {
  local arguments=() argument status=0 sbom=true
  for argument in "$@"; do
    case $argument in
      --long) arguments+=(-Dhaios.long=true) ;; # tests that take minutes ask for this property
      -h | --help)
        test_usage
        return 0
        ;;
      -o | --offline) # the plugin that lists what is shipped refuses to run
        arguments+=("$argument")
        sbom=false
        ;;
      *) arguments+=("$argument") ;;
    esac
  done
  install_test_tools
  local since
  since=$(mktemp)
  cd "$repository"
  check_for_secrets || status=$?
  ./mvnw -B -ntp verify -Dhaios.sbom="$sbom" ${arguments[@]+"${arguments[@]}"} || status=$?
  print_totals "$since"
  rm -f "$since"
  return "$status"
}

test_usage() {
  cat <<'USAGE'
Usage: haios test [--long] [maven arguments]
Builds every module, runs every check and test, and prints the totals. This is what CI runs. What the programs are made
of lies afterwards in fleet-tests/target/haios-sbom.json (CycloneDX), unless the run was offline (-o).

  --long         also the tests that take minutes
  -pl <module>   any Maven argument; e.g. `haios test -pl contracts -am`

Exit code: Maven's; 0 when everything passed.
USAGE
}

install_test_tools() {
  install_tool ssh-keygen openssh-client "signatures are checked against the real ssh-keygen"
  install_tool faketime faketime "clocks are set forwards and backwards under running services"
  # A browser for the dashboard's tests goes here, the same way, once there is a dashboard.
}

install_tool() {
  local command=$1 package=$2 reason=$3 sudo=""
  command -v "$command" >/dev/null 2>&1 && return 0
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  if command -v apt-get >/dev/null 2>&1 && { [ -z "$sudo" ] || $sudo true 2>/dev/null; }; then
    say "installing $package ($reason)"
    $sudo apt-get update -qq >/dev/null 2>&1 || true
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null && return 0
  fi
  say "$command is missing ($reason): install the package $package; tests that need it will fail or be skipped"
}

# Only reports written by this run count, so that a report of a test that no longer exists is not added.
print_totals() {
  find . -path '*/target/*-reports/TEST-*.xml' -newer "$1" -print0 | sort -z | xargs -0 -r cat |
    awk -f "$repository/scripts/lib/totals.awk"
}
