exports.today = 1
