export default { pages: [] }
