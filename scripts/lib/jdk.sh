# Finds a JDK that can build and run HAIOS and exports JAVA_HOME and PATH accordingly. Sourced by scripts/haios.

required_java=25
jvm_folder=/usr/lib/jvm

# Every command waits for this, so it starts no process unless the usual places have no JDK.
find_jdk() {
  local home found=""
  for home in "${JAVA_HOME:-}" "$jvm_folder"/*; do
    if takes_jdk "$home"; then return 0; fi
  done
  for home in "$(home_of_javac)" "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if takes_jdk "$home"; then return 0; fi
  done
  explain_missing_jdk "$found"
  return 1
}

# Exports the JDK when it is one that fits, otherwise notes in find_jdk's `found` why not.
takes_jdk() {
  local home=$1 version=""
  [ -n "$home" ] && [ -x "$home/bin/java" ] || return 1
  read_java_version "$home"
  if [ ! -x "$home/bin/javac" ]; then
    found="$found\n    $home (Java $version, a JRE: no javac)"
  elif [ "$(java_major "$version")" -ge "$required_java" ]; then
    export JAVA_HOME=$home PATH="$home/bin:$PATH"
    return 0
  else
    found="$found\n    $home (Java $version, too old)"
  fi
  return 1
}

home_of_javac() {
  local javac
  javac=$(command -v javac 2>/dev/null) || return 0
  dirname "$(dirname "$(readlink -f "$javac" 2>/dev/null || echo "$javac")")"
}

# Sets the caller's `version`. Every JDK carries a `release` file; reading it is 50 times cheaper than starting the JVM
# to ask it.
read_java_version() {
  local line
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) version=${line#JAVA_VERSION=} version=${version//\"/} && break ;; esac
    done <"$1/release"
  fi
  [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  version=${version:-unknown}
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
