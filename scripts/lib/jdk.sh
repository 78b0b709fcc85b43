# Finds a JDK that can build and run HAIOS and exports JAVA_HOME and PATH accordingly. Sourced by scripts/haios.

required_java=25
jvm_folder=/usr/lib/jvm

find_jdk() {
  local home found="" path_javac=""
  path_javac=$(command -v javac 2>/dev/null || true)
  [ -z "$path_javac" ] || path_javac=$(dirname "$(dirname "$(readlink -f "$path_javac" 2>/dev/null || echo "$path_javac")")")
  for home in "${JAVA_HOME:-}" "$jvm_folder"/* "$path_javac" \
    "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && [ -x "$home/bin/java" ] || continue
    local version
    version=$(java_version "$home")
    if [ ! -x "$home/bin/javac" ]; then
      found="$found\n    $home (Java $version, a JRE: no javac)"
    elif [ "$(java_major "$version")" -ge "$required_java" ]; then
      export JAVA_HOME=$home PATH="$home/bin:$PATH"
      return 0
    else
      found="$found\n    $home (Java $version, too old)"
    fi
  done
  explain_missing_jdk "$found"
  return 1
}

# Every JDK carries a `release` file; reading it is 50 times cheaper than starting the JVM to ask it.
java_version() {
  local version=""
  [ ! -r "$1/release" ] || version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$1/release" | head -n 1)
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  printf '%s' "${version:-unknown}"
}

java_major() {
  local major=${1%%[!0-9]*} # 25.0.1 and 25-ea are 25; 1.8.0 is 1 and too old either way
  printf '%s' "${major:-0}"
}

explain_missing_jdk() {
  {
    printf 'haios: a JDK %s or newer (with javac) is needed, and none was found.\n' "$required_java"
    if [ -n "$1" ]; then printf '  Looked at:%b\n' "$1"; fi
    printf '  Get one:\n'
    printf '    Debian, Ubuntu   sudo apt-get install openjdk-%s-jdk   (where the release has it)\n' "$required_java"
    printf '    Fedora           sudo dnf install java-%s-openjdk-devel\n' "$required_java"
    printf '    macOS            brew install openjdk@%s\n' "$required_java"
    printf '    any              https://adoptium.net/temurin/releases/?version=%s\n' "$required_java"
    printf '  It is found in JAVA_HOME, under /usr/lib/jvm, or by the javac on PATH.\n'
  } >&2
}
