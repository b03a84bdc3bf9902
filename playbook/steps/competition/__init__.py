"""Step 2: who can take what from us at this client, and how likely is it?"""
