"""Speed, as ratios within one run: a machine that is busy is busy for both sides."""
