# Adds up JUnit XML reports. Prints each skipped test with its reason, then "N passed, N failed, N skipped".

function attribute(line, name,    start, rest) {
  start = index(line, " " name "=\"")
  if (!start) return ""
  rest = substr(line, start + length(name) + 3)
  return text(substr(rest, 1, index(rest "\"", "\"") - 1))
}

function text(value) {
  gsub(/&#10;.*/, "", value)
  gsub(/&lt;/, "<", value)
  gsub(/&gt;/, ">", value)
  gsub(/&quot;/, "\"", value)
  gsub(/&apos;/, "'", value)
  gsub(/&amp;/, "\\&", value)
  return value
}

/<testsuite / { in_suite = 1 }
in_suite {
  # The attributes of <testsuite> may be spread over lines.
  suite = suite " " $0
  if (index($0, ">")) {
    tests += attribute(suite, "tests")
    failed += attribute(suite, "failures") + attribute(suite, "errors")
    skipped += attribute(suite, "skipped")
    in_suite = 0
    suite = ""
  }
}
/<testcase / { name = attribute($0, "classname") "." attribute($0, "name") }
/<skipped/ {
  reason = attribute($0, "message")
  print "skipped: " name (reason == "" ? "" : " - " reason)
}
END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }
