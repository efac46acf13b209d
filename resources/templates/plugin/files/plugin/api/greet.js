/** Returns a greeting for a name, for everybody when there is none. */
function greet(name) {
  return `Hello ${name.trim() || 'you'}!`
}

module.exports = { greet }
