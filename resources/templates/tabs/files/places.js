module.exports = [
  { id: 1, name: 'Harbour walk', about: 'Three kilometres along the old piers.', colour: '#2878ae' },
  { id: 2, name: 'Hill garden', about: 'Roses, bees and a view over the roofs.', colour: '#0a7d5a' },
  { id: 3, name: 'Night market', about: 'Street food from six until midnight.', colour: '#b5562b' },
  { id: 4, name: 'Paper museum', about: 'Fold, print and bind a book of your own.', colour: '#7352a3' }
]
