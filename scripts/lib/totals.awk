# Adds up JUnit XML reports. Prints each skipped test with its reason, and each that passed only when it was run again
# with what failed first, then "N passed, N failed, N skipped".

function attribute(line, name,    start, rest) {
  start = index(line, " " name "=\"")
  if (!start) return ""
  rest = substr(line, start + length(name) + 3)
  return text(substr(rest, 1, index(rest "\"", "\"") - 1))
}

function text(value) {
  sub(/^(&#10;)+/, "", value) # as assertions begin
  gsub(/&#10;.*/, "", value)
  gsub(/&lt;/, "<", value)
  gsub(/&gt;/, ">", value)
  gsub(/&quot;/, "\"", value)
  gsub(/&apos;/, "'", value)
  gsub(/&amp;/, "\\&", value)
  return value
}

# Surefire quotes why an assumption stopped a test, behind the exception's name.
!in_quote && /<skipped/ && (start = index($0, "<![CDATA[")) {
  quoted = substr($0, start + 9)
  sub(/\]\]>.*/, "", quoted)
  sub(/^[A-Za-z0-9_.$]+: (Assumption failed: )?/, "", quoted)
}

# What a test printed is quoted in the report and may look like a report itself.
{
  if (in_quote) {
    if (!index($0, "]]>")) next
    $0 = substr($0, index($0, "]]>") + 3)
    in_quote = 0
  }
  while (start = index($0, "<![CDATA[")) {
    rest = substr($0, start)
    $0 = substr($0, 1, start - 1)
    if (!index(rest, "]]>")) {
      in_quote = 1
      break
    }
    $0 = $0 substr(rest, index(rest, "]]>") + 3)
  }
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
/<flaky(Failure|Error) / { print "failed, then passed: " name " - " attribute($0, "message") }
/<skipped/ {
  reason = attribute($0, "message")
  if (reason == "") reason = quoted
  quoted = ""
  print "skipped: " name (reason == "" ? "" : " - " reason)
}
END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }
