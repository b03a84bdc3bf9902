"""Step 1: what does this client's industry buy, what is it worth, and what decides a purchase?"""
