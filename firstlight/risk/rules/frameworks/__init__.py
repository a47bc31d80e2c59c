"""One room per framework; each has its small rules and its table `RULES`."""
