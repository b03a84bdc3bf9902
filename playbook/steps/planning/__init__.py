"""Step 6: who does what by when, who talks to whom how often, and are we moving the client?"""
