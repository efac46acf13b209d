var draft = "not packed"
