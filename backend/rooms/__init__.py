"""The rooms of the notebook; `backend/house.py` lists them."""
