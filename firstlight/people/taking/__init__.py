"""The inside of `take_in`: places, mentions, links, groups. Called by people's services alone."""
