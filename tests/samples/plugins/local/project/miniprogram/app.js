const cal = requirePlugin('cal')
App({ cal })
