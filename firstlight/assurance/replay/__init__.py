"""The look-back over what is held: fetched shard by shard, replayed by worker processes, written down."""
