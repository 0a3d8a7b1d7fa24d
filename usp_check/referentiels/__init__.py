"""What a call demands, as data: one YAML file a call, and the models that read it."""
