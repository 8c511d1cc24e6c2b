// A sensor of your own, and a value of it each second: node demo/examples/push.mjs [address of the demo]
/* global console, fetch, process, setInterval */
const api = `${process.argv[2] ?? 'http://127.0.0.1:3000'}/api/v1`
const headers = { Authorization: 'Bearer wm_demo_operator_valid', 'Content-Type': 'application/json' }
const post = async (path, body) =>
  (await fetch(`${api}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json()

const sensor = await post('events', { name: 'A wave', unit: 'V', min_value: -12, max_value: 12 })
setInterval(async () => {
  const value = 10 * Math.sin(Date.now() / 10_000)
  console.log(value.toFixed(2), await post('datapoints', { value, event_public_id: sensor.public_id }))
}, 1000)
