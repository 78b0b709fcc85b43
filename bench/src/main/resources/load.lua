-- For wrk. Arguments: method, path, file of the body or "-", keys, groups. Requests are made beforehand, so that the
-- generator costs the machine as little as it can. {n} and {g} are replaced as the Java type Call says.
local requests, at = {}, 0

function init(args)
  local method, path, file, keys, groups = args[1], args[2], args[3], tonumber(args[4]), tonumber(args[5])
  local body
  if file ~= "-" then
    local handle = assert(io.open(file, "rb"))
    body = handle:read("*a")
    handle:close()
  end
  for n = 0, keys - 1 do
    local function fill(template)
      return template and (template:gsub("{n}", n):gsub("{g}", n % groups))
    end
    requests[n + 1] = wrk.format(method, fill(path), { ["Content-Type"] = "application/json" }, fill(body))
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
