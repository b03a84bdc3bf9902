"""Step 3: who is the client, what does it run, who decides, and what does it need that it has not asked for?"""
