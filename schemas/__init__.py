"""What the plan and the leagues promise: the registry, and the Pandera schemas."""
